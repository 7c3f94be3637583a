"""Whether everything is posted, complete and on time: the figures and the lists behind them."""
