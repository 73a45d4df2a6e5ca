"""The rings on the screen: view, items, painter, gestures, drag, and the current picture."""
