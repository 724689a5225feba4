// What every command reads and writes besides reads: JSON, delimited tables, VCF records, pages and pictures, small files.
