"""What was published of confidential answers, under which rules, and may this be published beside it?"""
