"""What if one indeling followed another: the steps towards more congruence."""
