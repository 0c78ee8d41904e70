"""The example case of Meridian Row Outfitters Inc., an importer that does not exist."""
