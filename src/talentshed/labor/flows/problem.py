"""What is wrong with a flow analysis' configuration, input or key, in a sentence that says how to mend it?"""


class FlowsError(Exception):
    """An analysis that can't be run as asked; the message is one sentence for the person in front of the screen."""
