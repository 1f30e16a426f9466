"""What technicians do at the kiosk itself: devices, light, versions, logs, restart. No data of persons."""
