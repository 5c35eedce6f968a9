"""What has to be looked at from time to time: releases, reviews, and links to other sites."""
