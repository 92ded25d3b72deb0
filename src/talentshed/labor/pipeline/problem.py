"""What went wrong on the way from files to an edition, in a sentence that says how to mend it?"""


class PipelineError(Exception):
    """Files that can't become an edition; the message is one sentence for the person in front of the screen."""
