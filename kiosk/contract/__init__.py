"""The wire: what a kiosk and central say to each other. Models only; who fills them is the tasks' business."""
