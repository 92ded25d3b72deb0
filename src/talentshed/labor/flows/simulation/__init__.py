"""Would the analysis find what is true? An invented state of workers, employers and colleges whose truth is known."""
