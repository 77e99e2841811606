-- What an organisation signed stands on its page.
create index open_letter_signature_of on accord.open_letter_signature (signer);
