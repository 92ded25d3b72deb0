"""What does a lived-in Talentshed look like? An invented Illinois for demos: everything in it is made up."""
