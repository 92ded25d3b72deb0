"""What can people do with questions, answers, resources and stories? One function per intent."""
