"""Smart OTP: the phones of a person, the codes that they show, and what people sign by them."""
