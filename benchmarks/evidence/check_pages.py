#!/usr/bin/env python3
"""Opens every page that the command writes in Chromium, without a network, and fails on any request, error or weak contrast.

usage: check_pages.py COLLAGEN OUT        needs: chromium (Debian), pdfinfo (poppler-utils); root or user namespaces
COLLAGEN is the built command, OUT a folder for what is to be looked at: a PNG at 1200 pixels and an A4 PDF of every page.
A page passes if Chromium asks for nothing but the file, logs no error and no breach of the content security policy, if all text
has a contrast of 4.5 to 1 on its ground (3 to 1 if it is large), if nothing is wider than the window (1280 and 390 pixels), and,
for reports, if it prints on at most three A4 pages. A page made to fail each of these is tried first.
"""
import base64
import copy
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "fixtures" / "cases"
CONTRAST = r"""
(() => {
  const channel = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 };
  const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const parse = t => { const m = t.match(/[\d.]+/g); return m ? m.map(Number) : [0, 0, 0, 0] };
  const weak = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim() || node.parentElement.closest('title, style')) continue;
    const style = getComputedStyle(node.parentElement);
    const isPicture = node.parentElement.closest('svg') !== null;
    const text = parse(isPicture ? style.fill : style.color);
    let ground = [255, 255, 255];
    for (let e = node.parentElement; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) { ground = colour; break }
    }
    if (isPicture) {
      // The ground of a text in a picture is the last filled shape drawn before it that holds its middle.
      const box = node.parentElement.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
      for (const shape of node.parentElement.closest('svg').querySelectorAll('rect, circle, path, text')) {
        if (shape === node.parentElement) break;
        const own = shape.getBoundingClientRect(), fill = parse(getComputedStyle(shape).fill);
        const isFilled = getComputedStyle(shape).fill !== 'none' && (fill.length < 4 || fill[3] > 0);
        if (shape.tagName !== 'text' && isFilled && own.left <= x && x <= own.right && own.top <= y && y <= own.bottom) ground = fill;
      }
    }
    const [a, b] = [light(text), light(ground)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize), bold = parseInt(style.fontWeight) >= 700;
    const needed = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
    if (ratio < needed) weak.add(node.parentElement.tagName + ' ' + ratio.toFixed(2) + ' ' + node.data.trim().slice(0, 30));
  }
  return [...weak].slice(0, 5);
})()
"""


class Browser:
    """Chromium behind --remote-debugging-pipe: requests end with a zero byte on descriptors 3 and 4."""

    def __init__(self, profile):
        to_browser, from_us = os.pipe()
        from_browser, to_us = os.pipe()

        def wire():
            first, second = os.dup(to_browser), os.dup(to_us)
            os.dup2(first, 3)
            os.dup2(second, 4)

        command = ["unshare", "--net", "--map-root-user", "chromium"] if os.getuid() else ["unshare", "--net", "chromium"]
        self.process = subprocess.Popen(
            command + ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={profile}",
                       "--no-first-run", "--disable-extensions", "about:blank"],
            preexec_fn=wire, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(to_us)
        self.out, self.source, self.rest, self.number, self.events = from_us, from_browser, b"", 0, []

    def read(self):
        while b"\0" not in self.rest:
            piece = os.read(self.source, 1 << 16)
            if not piece:
                raise RuntimeError("Chromium went away")
            self.rest += piece
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, name):
        while not any(e.get("method") == name for e in self.events):
            self.events.append(self.read())

    def look(self, page, out=None):
        """What is wrong with a page, and how many A4 pages it prints on."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime", "Audits"):
            self.ask(domain + ".enable", session)
        self.size(session, 1200)
        self.events = []
        self.ask("Page.navigate", session, url=page.resolve().as_uri())
        self.wait("Page.loadEventFired")
        faults = []
        contrast = self.ask("Runtime.evaluate", session, expression=CONTRAST, returnByValue=True)["result"]["value"]
        faults += ["contrast of " + text for text in contrast]
        for width in (390, 1280):
            self.size(session, width)
            wide = self.ask("Runtime.evaluate", session, expression="document.documentElement.scrollWidth", returnByValue=True)
            if wide["result"]["value"] > width:
                faults.append(f"{wide['result']['value']} pixels wide in a window of {width}")
        for event in self.events:
            name, data = event.get("method"), event.get("params", {})
            if name == "Network.requestWillBeSent" and data["request"]["url"] != page.resolve().as_uri():
                faults.append("a request for " + data["request"]["url"])
            if name == "Log.entryAdded":
                faults.append("logged: " + data["entry"]["text"])
            if name in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Audits.issueAdded"):
                faults.append(name + " " + json.dumps(data)[:200])
        pdf = base64.b64decode(self.ask("Page.printToPDF", session, preferCSSPageSize=True, printBackground=True)["data"])
        if out:
            picture = self.ask("Page.captureScreenshot", session, captureBeyondViewport=True)
            (out / (page.stem + ".png")).write_bytes(base64.b64decode(picture["data"]))
            (out / (page.stem + ".pdf")).write_bytes(pdf)
        self.ask("Target.closeTarget", targetId=target)
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(pdf)
            file.flush()
            info = subprocess.run(["pdfinfo", file.name], capture_output=True, text=True, check=True).stdout
        return faults, int(re.search(r"Pages:\s+(\d+)", info).group(1))

    def size(self, session, width):
        self.ask("Emulation.setDeviceMetricsOverride", session, width=width, height=1000, deviceScaleFactor=1, mobile=False)

    def close(self):
        self.process.terminate()
        self.process.wait()


def stress(folder):
    """The glycine case with far more of everything: 40 calls with long names, 90 gaps, 24 lanes, a record full to the brim."""
    screen = json.loads((CASES / "glycine" / "glycine.screen.json").read_text())
    first = screen["calls"][0]
    long = "ACGTTGCA" * 60
    for number in range(40):
        call = copy.deepcopy(first)
        call["hgvs_c"] = f"NM_000088.4:c.{3496 + number}_{3600 + number}delins{long}"
        call["hgvs_p"] = f"NP_000079.2:p.(Gly{1166 - 3 * number}Cys)"
        call["hgvs_g"] = f"NC_000017.11:g.{50187050 - number}_{50187150 - number}delins{long}"
        call["alt"] = long
        call["pos"] = 50187050 - 40 * number
        screen["calls"].append(call)
    runs = [{"chrom": "chr17", "start": 50184100 + 150 * n, "end": 50184160 + 150 * n, "gene": "COL1A1", "region": f"exon_{n % 51 + 1}",
             "depth_median": n % 7, "verdict": "no_call", "reason": "low_mapping_quality"} for n in range(90)]
    limits = [{"chrom": r["chrom"], "start": r["start"], "end": r["end"], "limit": 1 if n == 0 else 0.125} for n, r in enumerate(runs)]
    screen["coverage"] = {"target_bases": 90 * 60, "reference": 0, "variant": 0, "no_call": 90 * 60, "no_call_by_reason": {"low_mapping_quality": 90 * 60},
                          "detection_limit": {"power": 0.95, "median": 0.125, "worst": 1}, "runs": runs, "detection_limits": limits}
    screen["warnings"] = [f"warning {n}: " + "a long word about the reads of this sample " * 6 for n in range(12)]
    screen["inputs"] = [dict(screen["inputs"][0], name=f"a_very_long_name_of_a_file_from_a_sequencer_{n:02d}_" + "x" * 90 + ".fastq.gz") for n in range(24)]
    screen["sample"], screen["genotypes"] = "S" * 120, []
    event = {"gene": "COL1A1", "kind": "exon_skip", "chrom": "chr17", "start": 1, "end": 2, "reads": 40, "ratio": 0.31, "ratio_low": 0.21,
             "ratio_high": 0.41, "fragments": 80, "exon": "8-19", "length": -54, "consequence": "c" * 150, "collagen_effect": ["in_frame_exon_skip"],
             "hgvs_r": "NM_000088.4:r.589_642del", "filter": ["PASS"]}
    ratio = {"gene": "COL1A1", "source": "called", "alt_depth": 1, "ref_depth": 90, "ratio": 0.01, "ratio_low": 0, "ratio_high": 0.05}
    screen["settings"]["molecule"] = "rna"
    screen["rna"] = {"junctions": [event] * 12, "unspliced_fraction": 0.01, "allele_ratios": [
        dict(ratio, hgvs_c=f"NM_000088.4:c.{n}delins{long}", verdict=("balanced", "allele_lost")[n % 2]) for n in range(20)]}
    (folder / "stress.screen.json").write_text(json.dumps(screen))
    note = "This sentence is one of very many that somebody wrote into the free words of the record. " * 40
    record = {
        "id": "stress-" + "I" * 90, "synthetic": True, "note": note, "identity": {"samples": ["S" * 120], "lines": ["glycine"]}, "group": "g" * 200,
        "subject": {"sex": "female", "age_years": 31},
        "symptoms": [{"site": s, "note": note} for s in ("back", "hip", "ankle", "knee", "pelvis", "rib", "wrist", "foot")],
        "pre_existing": [{"kind": k, "basis": "clinical", "note": note} for k in ("mild_oi", "heparin", "corticosteroid", "anorexia_nervosa")],
        "features": ["blue_sclerae", "dentinogenesis_imperfecta", "hearing_loss", "recurrent_fractures"],
        "imaging": [{"modality": "mri", "site": "L%d " % n + "x" * 80, "finding": "vertebral_collapse", "note": note} for n in range(12)],
        "bmd": [{"site": "lumbar_spine", "z_score": -2.5, "value_g_cm2": 0.78, "device": "d" * 200} for _ in range(20)],
        "biopsies": [{"histology": "osteoblast_failure", "note": note} for _ in range(5)],
        "family": {"de_novo": "confirmed", "meioses": 9, "note": note},
        "fibroblast_assay": {"synthesis": "normal", "export": "normal"},
        "subsequent_pregnancies": [{"number": n, "recurrence": "mild"} for n in range(2, 12)],
        "outcome": {"follow_up_years": 24, "status": "repeated_fractures", "note": note}}
    (folder / "stress.json").write_text(json.dumps(record))


def make_pages(collagen, folder):
    """Every kind of page; gives the HTML files with the most A4 pages each may have."""
    glycine, smith = CASES / "glycine", CASES / "smith1995"
    demo = [str(ROOT / "fixtures" / "demo" / f"demo_R{n}.fastq.gz") for n in (1, 2)]

    def run(*arguments):
        subprocess.run([str(collagen), *map(str, arguments), "--quiet"], check=True, cwd=folder)

    run("screen", "-o", "screen", *demo)
    (folder / "empty.fastq").write_text("")
    run("screen", "--allow-empty", "-o", "empty", "empty.fastq")
    run("assay", "-o", "assay", *sorted((glycine / "assay").glob("*.csv")))
    (folder / "assay" / "assay.html").rename(folder / "assay.html")
    formats = ROOT / "fixtures" / "assay" / "study"
    run("assay", "-o", "study", *sorted(formats.glob("*.csv")))
    (folder / "study" / "assay.html").rename(folder / "study.html")
    run("simulate", "-o", "messages", "--sample", "messages", "--molecule", "rna", "--depth", "60", "--seed", "4", "--splice", "COL1A1:skip:8@0.6",
        "--variant", "NM_000089.4:c.1645C>G")
    run("screen", "--molecule", "rna", "-o", "rna", "messages/messages_R1.fastq.gz", "messages/messages_R2.fastq.gz")
    messages = folder / "rna" / "messages.json"
    screen, assay = ["--screen", glycine / "glycine.screen.json"], ["--assay", glycine / "glycine.assay.json"]
    tables = ["--known", glycine / "known.vcf", "--scores", glycine / "scores.tsv", "--validation", glycine / "validation.tsv"]
    (folder / "only.yaml").write_text("id: glycine\n")
    event = json.loads((glycine / "glycine.screen.json").read_text()) | {"genotypes": []}
    call = next(c for c in event["calls"] if c["gene"] == "COL1A1")
    event["calls"] = [dict(call, hgvs_c="NM_000088.4:c.(103+1_104-1)_(1056+1_1057-1)del", hgvs_p="NP_000079.2:p.?",
                           hgvs_g="NC_000017.11:g.(50193000_50193100)_(50199500_50199600)del", alt="<DEL>", pos=50193050, symbolic={"type": "DEL", "end": 50199550},
                           exon="2-16", consequence=["feature_truncation", "coding_sequence_variant", "intron_variant"],
                           collagen_effect=["null_allele"], helix_residue=None, triplet_position=None, **{"class": "exon_deletion"})]
    (folder / "event.json").write_text(json.dumps(event))
    event["calls"] = [dict(event["calls"][0], hgvs_c="NM_000088.4:c.(588+1_589-1)_(696+1_697-1)del", exon="8-9",
                           collagen_effect=["in_frame_exon_skip"], pos=50197700, symbolic={"type": "DEL", "end": 50198100},
                           hgvs_g="NC_000017.11:g.(50197600_50197700)_(50198050_50198150)del")]
    (folder / "in_frame.json").write_text(json.dumps(event))
    event["calls"] = []
    (folder / "none.json").write_text(json.dumps(event))
    vcf = ("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS7\n"
           "17\t50195288\t.\tG\tA\t.\t.\t.\tGT:AD:DP\t0/1:20,22:42\n")
    (folder / "other.vcf").write_text(vcf)
    stress(folder)
    reports = {
        "full": ["--case", glycine / "case.yaml", *screen, *assay, *tables], "no_assay": ["--case", glycine / "case.yaml", *screen],
        "no_reads": ["--case", glycine / "case.yaml", *assay], "no_record": ["--case", "only.yaml", *screen, *assay],
        "id_only": ["--case", "only.yaml"], "vcf": ["--case", "only.yaml", "--vcf", "other.vcf"],
        "only_rna": ["--case", "only.yaml", "--screen", messages, *assay], "dna_rna": ["--case", glycine / "case.yaml", *screen, "--rna", messages, *assay, *tables],
        "exons": ["--case", glycine / "case.yaml", "--screen", "event.json", *assay],
        "in_frame": ["--case", glycine / "case.yaml", "--screen", "in_frame.json", *assay],
        "no_variant": ["--case", glycine / "case.yaml", "--screen", "none.json", *assay],
        "stress": ["--case", "stress.json", "--screen", "stress.screen.json", *assay, *tables]}
    pages = [(folder / "screen" / "demo.html", None), (folder / "rna" / "messages.html", None), (folder / "empty" / "empty.html", None), (folder / "assay.html", None), (folder / "study.html", None)]
    for name, arguments in reports.items():
        # Records and samples of several cases are joined here on purpose.
        run("report", "--allow-identity-mismatch", "-o", name, *arguments)
        page = next((folder / name).glob("*.report.html"))
        page = page.rename(folder / f"report_{name}.html")
        pages.append((page, 3))
    run("cohort", "-o", "cohort", smith / "cohort.csv", "--published", smith / "paper.tsv")
    pages.append((folder / "cohort" / "cohort.html", None))
    pages += [(folder / "cohort" / n / f"{n}.report.html", 3) for n in ("smith1995-04", "smith1995-11", "smith1995-15")]
    return pages


def main():
    collagen, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    failures = 0
    # Chromium may still be writing its profile while the folder is emptied.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        scratch = pathlib.Path(scratch)
        browser = Browser(scratch / "profile")
        bad = scratch / "bad.html"
        bad.write_text('<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src http:">'
                       '<img src="http://203.0.113.1/x.png"><p style="color:#ccc">pale</p><script>1</script><pre>' + "x" * 900)
        faults, _ = browser.look(bad)
        for word in ("a request for", "logged", "pixels wide"):
            assert any(word in fault for fault in faults), f"the check does not see: {word}"
        pale = scratch / "pale.html"
        pale.write_text('<!DOCTYPE html><style>p{color:#aaa}</style><p>pale</p>')
        assert any("contrast" in fault for fault in browser.look(pale)[0]), "the check does not see pale text"
        folder = scratch / "pages"
        folder.mkdir()
        for page, most in make_pages(collagen, folder):
            faults, count = browser.look(page, out)
            if most and count > most:
                faults.append(f"{count} A4 pages, more than {most}")
            failures += bool(faults)
            print(f"{'FAIL' if faults else 'ok  '}  {page.name}: {count} A4 pages, {page.stat().st_size >> 10} kB" + "".join(f"\n      {f}" for f in faults))
        browser.close()
    print("failed" if failures else "all pages pass")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    if not shutil.which("chromium") or not shutil.which("pdfinfo"):
        sys.exit("needs chromium and pdfinfo")
    main()
