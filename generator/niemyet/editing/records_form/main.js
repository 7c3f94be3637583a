// The form for records under /quan-tri/ begins here. What it needs of the site lies beside it (`editing/form_files.py`).

import { FormApp } from "./app.js";
import { connect } from "./forges.js";
import { showMany } from "./many.js";

new FormApp(connect, { nhieu: showMany }).start();
