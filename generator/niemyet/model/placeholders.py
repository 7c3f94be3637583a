"""Placeholders in new records (`niemyet new`). The check refuses a record that still has one."""

BODY_TO_WRITE = "Viết nội dung bài ở đây"
"""The beginning of the body of a new article."""
PAPER_TO_WRITE = "Chưa nhập tên giấy tờ"
"""The only paper of a new procedure, until somebody enters the papers of the decision."""
FEE_TO_WRITE = "Chưa nhập mức thu của tỉnh"
"""Why a fee in the draft of a province's fees has no sum, until somebody enters that of the People's Council."""
