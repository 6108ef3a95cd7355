-- Words that the rules share.
create temp macro plain(amount) as regexp_replace(amount::varchar, '\.0$', '');
-- an amount that is none (below zero: printed so) has no logarithm
create temp macro stated(amount) as case when amount >= 0 then amount end;
-- what an agency usually states, and the same on a logarithmic scale: of four years or more
create temp macro usual(amount) as case when count(amount) >= 4 then median(amount) end;
create temp macro centre(amount) as case when count(amount) >= 4 then median(ln(1 + amount)) end;
