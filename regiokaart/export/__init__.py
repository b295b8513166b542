"""What leaves the program: tables, maps, web pages."""
