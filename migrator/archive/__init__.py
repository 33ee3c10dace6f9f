"""Web archive files: WARC and ARC read however damaged, WARC written so that a killed run leaves a valid one, WACZ, BagIt."""
