-- Waiting reports of one network are counted in all, and by the beginning of the name that each is about.
CREATE INDEX waiting_report_of_network ON waiting_report (network, pattern);
