"""Foreign papers to text: PDF, scans, pictures, Word, workbooks, messages.

folder    every paper of a folder, in an order that files do not decide
child     what happens in the locked child that opens them
ocr       pictures of pages to text, by the system's tesseract
"""
