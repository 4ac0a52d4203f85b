"""Published models of war and bargaining in closed form, one file each; they know nothing of the other rooms."""
