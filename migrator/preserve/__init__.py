"""What is kept for good: WACZ, BagIt, and the check of both."""
