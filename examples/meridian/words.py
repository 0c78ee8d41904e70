"""Words of the Chinese customs file."""

COUNTRY_ZH = {
    "BD": "孟加拉国", "VN": "越南", "KH": "柬埔寨", "IN": "印度", "PK": "巴基斯坦",
    "MY": "马来西亚", "CN": "中国", "AE": "阿联酋", "US": "美国", "IT": "意大利",
}  # fmt: skip
