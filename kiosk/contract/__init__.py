"""The wire: what a kiosk and central say to each other. Models only; the tasks fill them."""
