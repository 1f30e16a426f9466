"""What is done with cases by whoever may open their acts: hand them over, show them with their evidence."""
