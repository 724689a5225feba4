// The template of a case's page. Values in double braces are escaped; triple braces hold our own pictures only.

extension CaseReportHTML {
  /// The style shared by the case's and the cohort's page. Colours keep a contrast of 4.5 to 1 on their ground.
  static let style = """
    body{font:15px/1.42 system-ui,"Liberation Sans",Arial,sans-serif;color:#1b1f24;background:#fff;max-width:1000px;margin:1.5rem auto;padding:0 1rem}
    h1{font-size:1.4rem;margin:0}h1,h3,p,li{overflow-wrap:anywhere}h2{font-size:1.05rem;margin:1.3rem 0 .35rem;border-bottom:1px solid #c9d1d9;padding-bottom:.15rem}
    h3{font-size:.95rem;margin:.7rem 0 .2rem}p{margin:.3rem 0}ul{margin:.3rem 0;padding-left:1.2rem}
    .answer{font-size:1.15rem;margin:.7rem 0;padding:.6rem .9rem;background:#eef4fb;border-left:4px solid #1f5fa8}
    .flag{background:#fff6e0;border-left:4px solid #9a6700;padding:.3rem .8rem;margin:.3rem 0}.flag b{font-size:.8rem}
    .made-up{background:#f3e8fd;border-left:4px solid #6e3bb0;padding:.3rem .8rem;font-weight:600}
    .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.87rem}
    th,td{text-align:left;padding:.22rem .6rem .22rem 0;border-bottom:1px solid #e3e7ec;vertical-align:top}th{white-space:nowrap}
    td.name{min-width:17em;overflow-wrap:anywhere}td.id{white-space:nowrap}.tight td{padding:.05rem .6rem .05rem 0;border:0}td.flags{white-space:nowrap;font-size:.75rem}.digest{font-family:monospace;font-size:.75rem;overflow-wrap:anywhere}.small{font-size:.82rem;overflow-wrap:anywhere}
    figure{margin:.5rem 0}figcaption{font-weight:600;font-size:.87rem}svg{width:100%;height:auto;display:block}
    svg text{font-size:11px;fill:#3d444d}svg text.label{font-size:12px;fill:#1b1f24;font-weight:600}svg text.axis,svg text.value{font-size:13px;fill:#1b1f24}
    .intron{stroke:#8b949e;stroke-width:1}.exon{fill:#5f8fbe}.depth{fill:#aeb9c5}.gap{fill:#b3261e}.call{fill:#111}.call.other{fill:#6e7781}.mark{stroke:#111;stroke-width:1.5}
    .domain{fill:#d0d7de}.domain.triple_helix{fill:#9cc3a5}.domain.C_propeptide{fill:#e0b878}.domain.N_propeptide{fill:#c3b1e1}
    .strand{fill:none;stroke-width:3}.strand.one{stroke:#5b8db8}.strand.two{stroke:#b08a4f}.lethal{fill:#f6cfcb}
    .interval{fill:#9db7d3}.expected{fill:#f3ddb3}.control{fill:#33597f}.case{fill:#1b1f24}.case.out{fill:#b3261e}
    footer{margin-top:1.2rem;font-size:.85rem;border-top:2px solid #1b1f24;padding-top:.4rem;font-weight:600}
    @media print{@page{size:A4;margin:12mm}html{font-size:11px}body{margin:0;padding:0;max-width:none;font-size:1rem;line-height:1.3}
    h2{margin:.8rem 0 .2rem;break-after:avoid}h3{break-after:avoid}tr,figure,.flag{break-inside:avoid}td.digest{white-space:nowrap;font-size:.7rem}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
    """

  static let template = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <title>{{id}}: type I collagen case report</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    <header><h1>Type I collagen: case {{id}}</h1></header>
    <main>
    {{#synthetic}}<p class="made-up">Synthetic case: made up, no patient.</p>{{/synthetic}}
    <p class="answer">{{answer}}</p>
    {{#flags}}<p class="flag"><b>{{code}}</b> {{text}}</p>
    {{/flags}}
    {{#hasScreen}}<h2>Variants</h2>
    {{#hasCalls}}<div class="scroll"><table>
    <tr><th scope="col">Name</th><th scope="col">What it does</th><th scope="col">Genotype</th><th scope="col">Class</th></tr>
    {{#calls}}<tr><td class="name"><b>{{gene}}</b> {{coding}}<br>{{protein}}<br>{{genomic}}</td><td>{{consequence}}<br>{{effect}}<br>{{place}}</td><td>{{zygosity}}<br>{{reads}}</td><td>{{class}}<br>{{points}} points</td></tr>
    {{/calls}}</table></div>{{#hasMoreCalls}}<p>and {{moreCalls}} more in the JSON.</p>{{/hasMoreCalls}}{{/hasCalls}}{{^hasCalls}}<p>No variant passed the filters.</p>{{/hasCalls}}
    {{#hasFailed}}<p class="small">{{failed}} records did not pass the filters and do not count; the JSON names them.</p>{{/hasFailed}}
    {{#pictures}}<figure><figcaption>{{gene}}, 5' to 3': calls above the exons; below no call in red,{{#hasDepth}} depth in grey (full height {{fullDepth}}),{{/hasDepth}} parts of the chain</figcaption>{{{svg}}}</figure>
    {{/pictures}}
    {{#hasHelix}}<figure><figcaption>Triple helix: calls by helix residue (alpha1 above, alpha2 below; pink: lethal glycine stretches of alpha1, absence from them does not reassure)</figcaption>{{{helix}}}</figure>{{/hasHelix}}
    <h2>What was not covered</h2>
    {{#hasCoverage}}<p>{{calledShare}} % of {{targetBases}} target bases have a call; {{noCall}} have none. <b>No call is not wild type.</b></p>
    {{#hasDetectionLimit}}<p>{{detectionLimit}}</p>{{/hasDetectionLimit}}
    {{#hasGaps}}{{#hasExonGaps}}<p>Exons concerned: {{exonGaps}}.</p>{{/hasExonGaps}}<div class="scroll"><table><tr><th scope="col">No call at</th><th scope="col">Gene</th><th scope="col">Region</th><th scope="col">Bases</th><th scope="col">Median depth</th><th scope="col">Reason</th></tr>
    {{#gaps}}<tr><td>{{place}}</td><td>{{gene}}</td><td>{{region}}</td><td>{{bases}}</td><td>{{depth}}</td><td>{{reason}}</td></tr>
    {{/gaps}}</table></div>{{#hasMoreGaps}}<p>and {{moreGaps}} more in the JSON.</p>{{/hasMoreGaps}}{{/hasGaps}}{{/hasCoverage}}
    {{^hasCoverage}}<p>The variants came without coverage: what was not covered is not known.</p>{{/hasCoverage}}
    {{#hasWarnings}}<ul>{{#warnings}}<li>{{.}}</li>{{/warnings}}</ul>{{/hasWarnings}}{{/hasScreen}}
    {{#hasMessages}}<h2>Messages (RNA)</h2>
    <p>{{messageSentence}}{{#hasLowSupport}} {{lowSupport}} more with too few molecules do not count; the JSON names them.{{/hasLowSupport}}</p>
    {{#hasReadings}}<div class="scroll"><table><tr><th scope="col">Seen</th><th scope="col">Share of messages (95 %)</th><th scope="col">What it says</th></tr>
    {{#readings}}<tr><td>{{seen}}</td><td>{{share}}</td><td>{{text}}</td></tr>
    {{/readings}}</table></div>{{#hasMoreReadings}}<p>and {{moreReadings}} more in the JSON.</p>{{/hasMoreReadings}}{{/hasReadings}}
    {{#hasRatios}}<p>Share of messages with the change: {{ratios}}.</p>{{/hasRatios}}{{/hasMessages}}
    {{#hasAssay}}<h2>Fibroblast assay: {{assayClass}}</h2>
    <p>Line {{line}}: {{assayWords}}.{{#hasPower}} Power to see the loss of one allele: {{power}}.{{/hasPower}}{{#assayReasons}} {{.}}.{{/assayReasons}}{{#hasAssayFlags}} Flags: {{assayFlags}}.{{/hasAssayFlags}}</p>
    <figure><figcaption>Case (diamond, red outside) against the controls' 95 % prediction interval (blue){{#hasBand}}; expected of {{bandName}} (yellow){{/hasBand}}</figcaption>{{{plot}}}</figure>
    {{#hasConcordance}}<h2>Do the halves agree?</h2>
    {{#concordances}}<p><b>{{verdict}}</b> {{name}}: {{reason}}. Expected: {{expectation}}.{{#hasAxes}} Log-likelihood ratio {{sum}} ({{axes}}), power {{power}}.{{/hasAxes}}</p>
    {{/concordances}}{{/hasConcordance}}{{/hasAssay}}
    {{#hasLedgers}}<h2>Classification</h2>
    {{#ledgers}}<h3>{{name}}: {{summary}}</h3>
    <p>{{points}} points: {{pointsClass}} ({{scheme}}; posterior {{posterior}} at a prior of {{prior}}). ACMG/AMP 2015 rules: {{rulesClass}} ({{rulesReason}}). Rules: {{pack}}.</p>
    {{#hasApplied}}<div class="scroll"><table><tr><th scope="col">Criterion</th><th scope="col">Points</th><th scope="col">Rule</th><th scope="col">Why</th></tr>
    {{#applied}}<tr><td>{{code}}</td><td>{{points}}</td><td>{{rule}}</td><td>{{reason}}</td></tr>
    {{/applied}}</table></div>{{/hasApplied}}
    <p class="small">Not applied: {{#others}}<b>{{codes}}</b> {{reason}}. {{/others}}Not used: {{unused}}.</p>
    {{/ledgers}}{{/hasLedgers}}
    <h2>Clinical record</h2>
    <p>{{#clinical}}<b>{{name}}</b> {{value}}. {{/clinical}}</p>
    <h2>Limits</h2>
    <ul>{{#limits}}<li>{{.}}</li>{{/limits}}</ul>
    <h2>Methods and inputs</h2>
    <p class="small">{{#methods}}<b>{{name}}</b> {{value}}. {{/methods}}</p>
    <table class="tight">{{#inputs}}<tr><td>{{role}}</td><td class="name">{{name}}</td><td class="digest">{{sha256}}</td></tr>{{/inputs}}</table>
    <p class="small">Digest of this report's inputs, rules and version: <span class="digest">{{digest}}</span></p>
    </main>
    <footer>{{researchUse}}</footer>
    </body>
    </html>

    """
}
