"""What pages and pictures are drawn with: elements, the colours and patterns of statuses, the bar of an article."""
