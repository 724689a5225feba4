// The template of the screen's page. Values in double braces are escaped; the pictures are our own SVG.

extension ScreenHTML {
  static let template = """
    {{#reportPages}}<p class="small screen"><a href="{{.}}">Report of the case</a></p>
    {{/reportPages}}<p class="answer">{{answer}}</p>
    {{#hasWarnings}}{{#warnings}}<p class="warning">{{.}}</p>
    {{/warnings}}{{/hasWarnings}}
    <h2>Variants</h2>
    {{#hasCalls}}<div class="scroll"><table>
    <tr><th scope="col">Gene</th><th scope="col">Name</th><th scope="col">Effect</th><th scope="col">Exon</th><th scope="col">Genotype</th><th scope="col">Fraction (95 %)</th><th scope="col">Reads</th><th scope="col">GQ</th></tr>
    {{#calls}}<tr><td>{{gene}}</td><td class="name">{{coding}}<br>{{protein}}<br>{{genomic}}</td><td>{{consequence}}<br>{{effect}}<br>{{helix}}</td><td>{{exon}}</td><td>{{zygosity}} {{genotype}}</td><td>{{vaf}} ({{interval}})</td><td>{{reads}}</td><td>{{quality}}</td></tr>
    {{/calls}}</table></div>{{/hasCalls}}{{^hasCalls}}<p>None passed the filters.</p>{{/hasCalls}}
    {{#hasConfirmations}}<h2>Asked about</h2>
    <ul>{{#confirmations}}<li>{{.}}</li>
    {{/confirmations}}</ul>{{/hasConfirmations}}
    {{#pictures}}<figure><figcaption>{{gene}}</figcaption>{{{svg}}}</figure>
    {{/pictures}}
    {{#hasPileups}}<details open><summary>Fragments at the calls</summary>
    <p class="small">5' to 3' of the transcript. Pointed to the right: read in that direction; to the left: against it. Red boxes are other or inserted bases, red lines deletions, red strokes ends that do not align. {{noPileups}}</p>
    <div class="plots">{{#pileups}}<figure class="pile"><figcaption>{{words}}</figcaption>{{{svg}}}</figure>
    {{/pileups}}</div></details>{{/hasPileups}}
    {{#messages}}<h2>Splicing</h2>
    <p>{{sentence}}</p>{{#ratios}}<p>{{.}}</p>{{/ratios}}
    {{#hasEvents}}<div class="scroll"><table>
    <tr><th scope="col">Gene</th><th scope="col">Event</th><th scope="col">Exon</th><th scope="col">Transcript</th><th scope="col">Fraction (95 %)</th><th scope="col">Reads</th><th scope="col">Effect</th></tr>
    {{#events}}<tr><td>{{gene}}</td><td>{{kind}}</td><td>{{exon}}</td><td class="name">{{name}}<br>{{place}}</td><td>{{share}}</td><td>{{reads}}</td><td>{{consequence}}<br>{{effect}}</td></tr>
    {{/events}}</table></div>
    {{#siteNotes}}<p>{{.}}</p>
    {{/siteNotes}}{{/hasEvents}}{{#hasAlleles}}<div class="scroll"><table>
    <tr><th scope="col">Gene</th><th scope="col">Heterozygous site</th><th scope="col">Fraction of transcripts (95 %)</th><th scope="col">Fragments</th><th scope="col">Alleles</th></tr>
    {{#alleles}}<tr><td>{{gene}}</td><td class="name">{{name}}</td><td>{{share}}</td><td>{{reads}}</td><td>{{verdict}}</td></tr>
    {{/alleles}}</table></div>
    {{/hasAlleles}}{{/messages}}<h2>What was covered</h2>
    <p>{{called}} of {{targetBases}} target bases have a call ({{calledShare}} %): {{reference}} reference, {{variant}} variant. {{noCall}} have none. {{detection}}</p>
    {{#hasGaps}}<div class="scroll"><table>
    <tr><th scope="col">No call at</th><th scope="col">Gene</th><th scope="col">Region</th><th scope="col">Bases</th><th scope="col">Median depth</th><th scope="col">Reason</th></tr>
    {{#gaps}}<tr><td>{{place}}</td><td>{{gene}}</td><td>{{region}}</td><td>{{length}}</td><td>{{depth}}</td><td>{{reason}}</td></tr>
    {{/gaps}}</table></div>{{/hasGaps}}
    {{#hasFailed}}<h2>Seen, but not called</h2>
    <p>These records did not pass the filters and do not count.</p>
    <div class="scroll"><table><tr><th scope="col">Gene</th><th scope="col">Name</th><th scope="col">Filter</th><th scope="col">Fraction (95 %)</th><th scope="col">Reads</th></tr>
    {{#failed}}<tr><td>{{gene}}</td><td class="name">{{coding}} {{protein}}</td><td>{{filter}}</td><td>{{vaf}} ({{interval}})</td><td>{{reads}}</td></tr>
    {{/failed}}</table></div>{{/hasFailed}}
    <h2>Reads and inputs</h2>
    <p>{{reads}} reads: {{used}} used, {{unmapped}} of other DNA{{#filtered}}, {{count}} put aside ({{reason}}){{/filtered}}.{{#library}} Library: {{.}}.{{/library}}</p>
    {{#hasCurves}}<div class="plots">{{#curves}}<figure class="pile"><figcaption>{{words}}</figcaption>{{{svg}}}</figure>
    {{/curves}}</div>{{/hasCurves}}{{#curveNotes}}<p>{{.}}</p>{{/curveNotes}}
    <div class="scroll"><table><tr><th scope="col">File</th><th scope="col">Bytes</th><th scope="col">Container</th><th scope="col">End</th><th scope="col">SHA-256</th></tr>
    {{#inputs}}<tr><td>{{name}}</td><td>{{bytes}}</td><td>{{container}}</td><td>{{completeness}}</td><td class="digest">{{sha256}}</td></tr>
    {{/inputs}}</table></div>
    <h2>Method</h2>
    <p>{{version}}, {{assembly}}. Names follow HGVS on {{transcripts}}; genomic positions are those of {{assembly}}.{{#settings}} {{name}}: {{value}}.{{/settings}}</p>
    """
}
