"""What a picture is, and how it comes in and goes out. numpy only: no Qt, no torch."""
