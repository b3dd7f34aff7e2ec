"""Who is in a picture and where: faces, skin and people found on a thumbnail. No Qt, no torch."""
