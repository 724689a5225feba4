// The template of the screen's page. Values in double braces are escaped; the pictures are our own SVG.

extension ScreenHTML {
  static let template = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{sample}}: type I collagen screen</title>
    <style>
    body{font:15px/1.45 system-ui,"Liberation Sans",Arial,sans-serif;color:#1b1f24;max-width:1080px;margin:2rem auto;padding:0 1rem}
    h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:1.8rem 0 .5rem;border-bottom:1px solid #c9d1d9;padding-bottom:.2rem}
    .answer{font-size:1.15rem;margin:.8rem 0;padding:.7rem 1rem;background:#eef4fb;border-left:4px solid #1f5fa8}
    .warning{background:#fff6e0;border-left:4px solid #9a6700;padding:.5rem 1rem;margin:.4rem 0}
    .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.87rem}
    th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #e3e7ec;vertical-align:top}th{white-space:nowrap}
    td.name{overflow-wrap:anywhere}td.digest{font-family:monospace;font-size:.75rem;overflow-wrap:anywhere}
    figure{margin:.6rem 0}figcaption{font-weight:600}svg{width:100%;height:auto}svg text{font-size:10px;fill:#444}
    .intron{stroke:#8b949e;stroke-width:1}.exon{fill:#7fa8cf}.gap{fill:#c62828}.call{fill:#111}
    footer{margin-top:2rem;font-size:.8rem;color:#57606a}
    @media print{body{margin:0;max-width:none;font-size:11px}@page{size:A4;margin:14mm}h2{break-after:avoid}tr{break-inside:avoid}}
    </style>
    </head>
    <body>
    <h1>Type I collagen screen: {{sample}}</h1>
    <p class="answer">{{answer}}</p>
    {{#hasWarnings}}{{#warnings}}<p class="warning">{{.}}</p>
    {{/warnings}}{{/hasWarnings}}
    <h2>Variants</h2>
    {{#hasCalls}}<div class="scroll"><table>
    <tr><th>Gene</th><th>Name</th><th>Effect</th><th>Exon</th><th>Genotype</th><th>Fraction (95 %)</th><th>Reads</th><th>GQ</th></tr>
    {{#calls}}<tr><td>{{gene}}</td><td class="name">{{coding}}<br>{{protein}}<br>{{genomic}}</td><td>{{consequence}}<br>{{effect}}<br>{{helix}}</td><td>{{exon}}</td><td>{{zygosity}} {{genotype}}</td><td>{{vaf}} ({{interval}})</td><td>{{reads}}</td><td>{{quality}}</td></tr>
    {{/calls}}</table></div>{{/hasCalls}}{{^hasCalls}}<p>None passed the filters.</p>{{/hasCalls}}
    {{#hasConfirmations}}<h2>Asked about</h2>
    <ul>{{#confirmations}}<li>{{.}}</li>
    {{/confirmations}}</ul>{{/hasConfirmations}}
    {{#pictures}}<figure><figcaption>{{gene}}</figcaption>{{{svg}}}</figure>
    {{/pictures}}
    {{#messages}}<h2>Messages</h2>
    <p>{{sentence}}</p>
    {{#hasEvents}}<div class="scroll"><table>
    <tr><th>Gene</th><th>Event</th><th>Exon</th><th>Message</th><th>Share (95 %)</th><th>Reads</th><th>Effect</th></tr>
    {{#events}}<tr><td>{{gene}}</td><td>{{kind}}</td><td>{{exon}}</td><td class="name">{{name}}<br>{{place}}</td><td>{{share}}</td><td>{{reads}}</td><td>{{consequence}}<br>{{effect}}</td></tr>
    {{/events}}</table></div>
    {{#siteNotes}}<p>{{.}}</p>
    {{/siteNotes}}{{/hasEvents}}{{#hasAlleles}}<div class="scroll"><table>
    <tr><th>Gene</th><th>Heterozygous site</th><th>Share of messages (95 %)</th><th>Molecules</th><th>Alleles</th></tr>
    {{#alleles}}<tr><td>{{gene}}</td><td class="name">{{name}}</td><td>{{share}}</td><td>{{reads}}</td><td>{{verdict}}</td></tr>
    {{/alleles}}</table></div>
    {{/hasAlleles}}{{/messages}}<h2>What was covered</h2>
    <p>{{called}} of {{targetBases}} target bases have a call ({{calledShare}} %): {{reference}} reference, {{variant}} variant. {{noCall}} have none. {{detection}}</p>
    {{#hasGaps}}<div class="scroll"><table>
    <tr><th>No call at</th><th>Gene</th><th>Region</th><th>Bases</th><th>Median depth</th><th>Reason</th></tr>
    {{#gaps}}<tr><td>{{place}}</td><td>{{gene}}</td><td>{{region}}</td><td>{{length}}</td><td>{{depth}}</td><td>{{reason}}</td></tr>
    {{/gaps}}</table></div>{{/hasGaps}}
    {{#hasFailed}}<h2>Seen, but not called</h2>
    <p>These records did not pass the filters and do not count.</p>
    <div class="scroll"><table><tr><th>Gene</th><th>Name</th><th>Filter</th><th>Fraction (95 %)</th><th>Reads</th></tr>
    {{#failed}}<tr><td>{{gene}}</td><td class="name">{{coding}} {{protein}}</td><td>{{filter}}</td><td>{{vaf}} ({{interval}})</td><td>{{reads}}</td></tr>
    {{/failed}}</table></div>{{/hasFailed}}
    <h2>Reads and inputs</h2>
    <p>{{reads}} reads: {{used}} used, {{unmapped}} of other DNA{{#filtered}}, {{count}} put aside ({{reason}}){{/filtered}}.</p>
    <div class="scroll"><table><tr><th>File</th><th>Bytes</th><th>Container</th><th>End</th><th>SHA-256</th></tr>
    {{#inputs}}<tr><td>{{name}}</td><td>{{bytes}}</td><td>{{container}}</td><td>{{completeness}}</td><td class="digest">{{sha256}}</td></tr>
    {{/inputs}}</table></div>
    <h2>Method</h2>
    <p>{{version}}, {{assembly}}. Names follow HGVS on {{transcripts}}; genomic positions are those of {{assembly}}.{{#settings}} {{name}}: {{value}}.{{/settings}}</p>
    <footer>For research use. Not a diagnosis: confirm by an independent method.</footer>
    </body>
    </html>

    """
}
