"""What the law says of a procedure: choices, papers, fees, deadlines, days. Rules and pages both stand on it."""
