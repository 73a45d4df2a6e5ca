"""Who is on the map: names, the tray, and everything about one person."""
