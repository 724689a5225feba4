"""Forty inputs that are made to take memory or time, each with the command that reads it."""
import gzip
import struct
import zlib

RECORD = "case_id: a\n"


def all(folder):
    """Name, words of the command and a function that makes the input, for each."""
    folder.mkdir(exist_ok=True)
    made = []

    def bomb(name, words, make):
        path = folder / name

        def write():
            if not path.exists():
                path.write_bytes(make())
        made.append((f"{words[0]} {name}", [str(path) if word == "FILE" else word for word in words], write))

    screen, assay, cohort = ["screen", "-o", "out", "FILE"], ["assay", "-o", "out", "FILE"], ["cohort", "-o", "out", "FILE"]
    name, report = ["name", "--input", "FILE"], ["report", "-o", "out", "--case", "FILE"]
    million = 1_000_000
    read = b"@r\nACGT\n+\nIIII\n"
    bomb("blank.fastq", screen, lambda: b"\n" * 5 * million)
    bomb("blank.fastq.gz", screen, lambda: gzip.compress(b"\n" * 50 * million, 6))
    bomb("line.fastq.gz", screen, lambda: gzip.compress(b"A" * 600 * million, 1))
    bomb("title.fastq.gz", screen, lambda: gzip.compress(b"@" + b"A" * 200 * million, 1))
    bomb("bases.fastq.gz", screen, lambda: gzip.compress(b"@r\n" + b"A" * 200 * million + b"\n+\n", 1))
    bomb("qualities.fastq.gz", screen, lambda: gzip.compress(b"@r\nA\n+\n" + b"I" * 200 * million, 1))
    bomb("record.fasta.gz", screen, lambda: gzip.compress(b">r\n" + b"ACGT\n" * 30 * million, 1))
    bomb("members.gz", screen, lambda: gzip.compress(b"") * million)
    bomb("one-read-members.gz", screen, lambda: gzip.compress(read) * (million // 4))
    bomb("extra-fields.gz", screen, lambda: with_extra(read, b"\0" * 65535) * 200)
    bomb("names.gz", screen, lambda: gzip_header_text(read, 20 * million))
    bomb("no-bases.fastq.gz", screen, lambda: gzip.compress(b"@r\n\n+\n\n" * 2 * million, 1))
    bomb("headers.sam", screen, lambda: b"@HD\tVN:1.6\n" + b"@SQ\tSN:a\tLN:1\n" * million)
    bomb("line.sam", screen, lambda: b"@HD\tVN:1.6\n" + b"A" * 50 * million)
    bomb("bam-of-claims.bam", screen, lambda: gzip.compress(b"BAM\1" + struct.pack("<ii", 2**31 - 1, 0)))
    bomb("bam-of-references.bam", screen, lambda: gzip.compress(b"BAM\1" + struct.pack("<ii", 0, 2**31 - 1) + b"\1\0\0\0a" * 1000))
    bomb("bz2-of-nothing.bz2", screen, lambda: __import__("bz2").compress(b"\n" * 20 * million))
    for words in (assay, cohort):
        bomb("blank.csv", words, lambda: b"\n" * 5 * million)
        bomb("columns.csv", words, lambda: b",".join(b"c%d" % number for number in range(million // 2)))
        bomb("commas.csv", words, lambda: b"case_id,reads1\n" + b"," * 5 * million)
        bomb("quote.csv", words, lambda: b'case_id,reads1\n"' + b"a,\n" * 3 * million)
        bomb("line.csv.gz", words, lambda: gzip.compress(b"A" * 600 * million, 1))
        bomb("cells.csv", words, lambda: b",".join(b"c%d" % number for number in range(16000)) + (b"\n" + b"," * 15999) * 300)
    bomb("book.xlsx", assay, lambda: zipped({"xl/workbook.xml": b"<workbook>" + b" " * 100 * million, "[Content_Types].xml": b"<x/>"}))
    bomb("sheet.xlsx", assay, lambda: zipped({
        "[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b'<workbook><sheets><sheet name="a" sheetId="1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": b"<worksheet><sheetData>" + b'<row r="1"><c r="A1"><v>1</v></c></row>' * 2 * million}))
    bomb("blank.txt", name, lambda: b"\n" * 5 * million)
    bomb("line.txt.gz", name, lambda: gzip.compress(b"A" * 600 * million, 1))
    bomb("letters.txt", name, lambda: (b"NM_000088.4:c.1del" + b"A" * 900_000 + b"\n") * 3)
    bomb("allele.txt", name, lambda: b"NM_000088.4:c.[" + b"589G>T;" * 100_000 + b"590G>T]\n")
    bomb("numbers.txt", name, lambda: b"NM_000088.4:c." + b"9" * 500_000 + b"G>T\n")
    bomb("brackets.json", report, lambda: b"[" * 5 * million)
    bomb("keys.json", report, lambda: b'{"a":' * 2 * million)
    bomb("values.json", report, lambda: b'{"case_id": [' + b"1," * 5 * million + b"1]}")
    bomb("flow.yaml", report, lambda: b"[" * million)
    bomb("zeros.yaml", report, lambda: b"\0" * million)
    bomb("anchors.yaml", report, lambda: b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(14)))
    bomb("nested.yaml", report, lambda: b"\n".join(b" " * n + b"a:" for n in range(6000)))
    vcf = b"##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
    given = ["name", "--known", "FILE", "COL1A1:c.589G>T"]
    bomb("allele.vcf", given, lambda: vcf + b"chr17\t50198002\t.\tC\t" + b"A" * 50 * million + b"\t.\t.\t.\n")
    bomb("header.vcf.gz", given, lambda: gzip.compress(b"##fileformat=VCFv4.2\n" + b"##x=y\n" * 5 * million, 1))
    bomb("records.vcf.gz", given, lambda: gzip.compress(vcf + b"chr1\t1\t.\tC\tA\t.\t.\t.\n" * 2 * million, 1))
    return made


def raw(data):
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush() + struct.pack("<II", zlib.crc32(data), len(data))


def with_extra(data, extra):
    return b"\x1f\x8b\x08\x04" + b"\0" * 6 + struct.pack("<H", len(extra)) + extra + raw(data)


def gzip_header_text(data, count):
    return b"\x1f\x8b\x08\x08" + b"\0" * 6 + b"n" * count + b"\0" + raw(data)


def zipped(files):
    import io
    import zipfile
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
