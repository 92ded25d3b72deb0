"""How are numbers and dates written, by language?"""
