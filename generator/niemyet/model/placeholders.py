"""What stands in a new record (`niemyet new`) until somebody writes it; the check refuses a record in which it is left."""

BODY_TO_WRITE = "Viết nội dung bài ở đây"
"""How the body of a new article begins."""
PAPER_TO_WRITE = "Chưa nhập tên giấy tờ"
"""The only paper of a new procedure, until somebody copies the papers of the decision."""
