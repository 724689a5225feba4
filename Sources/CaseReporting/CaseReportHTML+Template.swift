// The template of a case's page. Values in double braces are escaped; triple braces hold our own pictures only.

extension CaseReportHTML {
  static let template = """
    {{#hasAlarms}}<div class="alarm" role="alert"><p><b>{{banner}}</b></p>{{#alarms}}<p>{{.}}</p>{{/alarms}}</div>{{/hasAlarms}}
    {{#doubts}}<div class="alarm" role="alert"><p><b>IDENTITY_UNCERTAIN</b> {{.}}</p></div>{{/doubts}}
    <p class="small who">{{who}}.{{#grounds}} {{.}}.{{/grounds}}</p>
    {{#screenPages}}<p class="small screen"><a href="{{.}}">Page of the screen {{.}}</a></p>
    {{/screenPages}}<p class="small">{{#fields}}<b>{{name}}</b> {{#isBlank}}<span class="muted">{{value}}</span>{{/isBlank}}{{^isBlank}}{{value}}{{/isBlank}}. {{/fields}}</p>
    {{#synthetic}}<p class="made-up">Synthetic case: made up, no patient.</p>{{/synthetic}}
    <p class="answer">{{answer}}</p>
    {{#flags}}<p class="flag"><b>{{code}}</b> {{text}}</p>
    {{/flags}}{{#moreFlags}}<p class="flag">{{.}}</p>{{/moreFlags}}
    {{#hasReissue}}<h2>Changed since the earlier report</h2>
    <p class="small">{{reissue}}</p><ul>{{#changes}}<li>{{#isClass}}<b>{{text}}</b>{{/isClass}}{{^isClass}}{{text}}{{/isClass}}</li>{{/changes}}</ul>{{#hasMoreChanges}}<p>and {{moreChanges}} more in the JSON.</p>{{/hasMoreChanges}}{{/hasReissue}}
    {{#hasInterpretation}}<h2>Interpretation</h2>
    <p>{{#interpretation}}{{text}} <span class="muted small">({{source}})</span> {{/interpretation}}</p>{{/hasInterpretation}}
    {{#hasScreen}}<h2>Variants</h2>
    {{#hasCalls}}<div class="scroll"><table>
    <tr><th scope="col" class="half">Name</th><th scope="col">Effect</th><th scope="col">Genotype</th><th scope="col">Class</th></tr>
    {{#calls}}<tr><td class="name"><b>{{gene}}</b> {{coding}}<br>{{protein}}<br>{{genomic}}</td><td>{{consequence}}<br>{{effect}}<br>{{place}}</td><td>{{zygosity}}<br>{{reads}}{{#unfiltered}}<br>unfiltered{{/unfiltered}}</td><td>{{class}}<br>{{points}} points</td></tr>
    {{/calls}}</table></div>{{#calls}}<p class="small"><b>{{gene}} {{short}}</b> {{facts}}</p>{{/calls}}{{#hasMoreCalls}}<p>and {{moreCalls}} more in the JSON.</p>{{/hasMoreCalls}}{{/hasCalls}}{{^hasCalls}}{{#hasCoverage}}<p>{{noCalls}}</p>{{/hasCoverage}}{{^hasCoverage}}<p>The VCF lists none that is counted.</p>{{/hasCoverage}}{{/hasCalls}}
    {{#hasFailed}}<p class="small">{{#failed}}Not counted: {{filter}}: {{name}}. {{/failed}}{{#hasMoreFailed}}And {{moreFailed}} more in the JSON.{{/hasMoreFailed}}</p>{{/hasFailed}}
    {{#unread}}<p class="flag">{{.}}</p>
    {{/unread}}{{#moreUnread}}<p class="flag">{{.}}</p>{{/moreUnread}}
    {{#pictures}}<figure><figcaption>{{gene}}, 5' to 3': calls above the exons; below no call in red,{{#hasDepth}} depth in grey (full height {{fullDepth}}),{{/hasDepth}} parts of the chain</figcaption>{{{svg}}}</figure>
    {{/pictures}}
    {{#hasHelix}}<figure><figcaption>Triple helix: calls by helix residue (alpha1 above, alpha2 below; pink: lethal glycine stretches of alpha1, absence from them does not reassure)</figcaption>{{{helix}}}</figure>{{/hasHelix}}
    <h2>What was not covered</h2>
    {{#hasCoverage}}<p>{{calledShare}} % of {{targetBases}} target bases have a call; {{noCall}} have none.{{#hasGaps}} <b>A variant there would be missed.</b>{{/hasGaps}}</p>
    {{#hasDetectionLimit}}<p>{{heterozygous}} {{detectionLimit}}</p>{{/hasDetectionLimit}}
    {{#hasGaps}}{{#hasExonGaps}}<p>Exons concerned: {{exonGaps}}.</p>{{/hasExonGaps}}<div class="scroll"><table><tr><th scope="col">No call at</th><th scope="col">Gene</th><th scope="col">Region</th><th scope="col">Bases</th><th scope="col">Median depth</th><th scope="col">Reason</th></tr>
    {{#gaps}}<tr><td>{{place}}</td><td>{{gene}}</td><td>{{region}}</td><td>{{bases}}</td><td>{{depth}}</td><td>{{reason}}</td></tr>
    {{/gaps}}</table></div>{{#hasMoreGaps}}<p>and {{moreGaps}} more in the JSON.</p>{{/hasMoreGaps}}{{/hasGaps}}{{/hasCoverage}}
    {{^hasCoverage}}<p>The variants came without coverage: what was not covered is not known.</p>{{/hasCoverage}}
    {{#hasWarnings}}<ul>{{#warnings}}<li>{{.}}</li>{{/warnings}}{{#moreWarnings}}<li>{{.}}</li>{{/moreWarnings}}</ul>{{/hasWarnings}}{{/hasScreen}}
    {{#hasSplicing}}<h2>Splicing (RNA)</h2>
    <p>{{splicingSentence}}{{#hasLowSupport}} {{lowSupport}} more with too few fragments do not count; the JSON names them.{{/hasLowSupport}}</p>
    {{#hasReadings}}<div class="scroll"><table><tr><th scope="col">Seen</th><th scope="col">Fraction of transcripts (95 %)</th><th scope="col">Interpretation</th></tr>
    {{#readings}}<tr><td>{{seen}}</td><td>{{fraction}}</td><td>{{text}}</td></tr>
    {{/readings}}</table></div>{{#hasMoreReadings}}<p>and {{moreReadings}} more in the JSON.</p>{{/hasMoreReadings}}{{/hasReadings}}
    {{#hasRatios}}<p>Fraction of transcripts with the variant: {{ratios}}.</p>{{/hasRatios}}
    {{#hasAlleles}}<h3>Alleles of the DNA in the RNA</h3>
    {{#hasSites}}<div class="scroll"><table><tr><th scope="col">Heterozygous in the DNA</th><th scope="col">Fragments</th><th scope="col">Fraction of transcripts (95 %)</th><th scope="col">Alleles</th></tr>
    {{#sites}}<tr><td>{{name}}</td><td>{{counts}}</td><td>{{fraction}}</td><td>{{#isMarked}}<b>{{state}}</b>{{/isMarked}}{{^isMarked}}{{state}}{{/isMarked}}</td></tr>
    {{/sites}}</table></div>{{#hasMoreSites}}<p>and {{moreSites}} more in the JSON.</p>{{/hasMoreSites}}{{/hasSites}}
    <p>{{noSites}} {{#tests}}{{.}}. {{/tests}}{{onlyInRNA}}</p>{{/hasAlleles}}{{/hasSplicing}}
    {{#hasAssay}}<h2>Fibroblast assay: {{assayClass}}</h2>
    <p>Line {{line}}: {{assayWords}}.{{#hasPower}} Power to see the loss of one allele: {{power}}.{{/hasPower}}{{#assayReasons}} {{.}}.{{/assayReasons}}{{#moreAssayReasons}} {{.}}.{{/moreAssayReasons}}{{#hasAssayFlags}} Flags: {{assayFlags}}.{{/hasAssayFlags}}</p>
    <figure><figcaption>Case (diamond, red outside) against the controls' 95 % prediction interval (blue){{#hasBand}}; expected of {{bandName}} (yellow){{/hasBand}}</figcaption>{{{plot}}}</figure>
    {{#hasAssayWarnings}}<ul>{{#assayWarnings}}<li>{{.}}</li>{{/assayWarnings}}{{#moreAssayWarnings}}<li>{{.}}</li>{{/moreAssayWarnings}}</ul>{{/hasAssayWarnings}}
    {{#hasConcordance}}<h2>Concordance of sequence and assay</h2>
    {{#concordances}}<p><b>{{verdict}}</b> {{name}}: {{reason}}. Expected: {{expectation}}.{{#hasAxes}} Log-likelihood ratio {{sum}} ({{axes}}), power {{power}}.{{/hasAxes}}</p>
    {{/concordances}}{{#moreConcordances}}<p>{{.}}</p>{{/moreConcordances}}{{/hasConcordance}}{{/hasAssay}}
    {{#hasLedgers}}<h2>Classification</h2>
    {{#ledgers}}<h3>{{name}}: {{summary}}</h3>
    <p>{{points}} points: {{pointsClass}} ({{scheme}}; posterior {{posterior}} at a prior of {{prior}}); rules {{pack}}.{{#hasDisagreement}} {{disagreement}}{{/hasDisagreement}}</p>{{#hasDisease}}
    <p>Disease: {{disease}}.</p>{{/hasDisease}}
    {{#hasApplied}}<div class="scroll"><table><tr><th scope="col">Criterion</th><th scope="col">Points</th><th scope="col" class="wide">Why</th></tr>
    {{#applied}}<tr><td>{{code}}</td><td>{{points}}</td><td>{{reason}} <span class="muted">({{rule}})</span></td></tr>
    {{/applied}}</table></div>{{/hasApplied}}
    <p class="small">Not applied: {{#others}}<b>{{codes}}</b> {{reason}}. {{/others}}Not used: {{unused}}.</p>
    {{/ledgers}}{{#moreLedgers}}<p>{{.}}</p>{{/moreLedgers}}{{/hasLedgers}}
    {{#hasTrail}}<h2>Judged by persons (audit trail)</h2>
    <ul class="small">{{#trail}}<li><b>{{code}}</b> {{words}}. {{outcome}}</li>{{/trail}}</ul>{{/hasTrail}}
    <h2>Clinical record</h2>
    <p>{{#clinical}}<b>{{name}}</b> {{value}}. {{/clinical}}{{#moreClinical}}{{.}}.{{/moreClinical}}</p>
    <h2>Limits</h2>
    <ul>{{#limits}}<li>{{.}}</li>{{/limits}}</ul>
    <h2>Methods and inputs</h2>
    {{#hasCitations}}<p class="small"><b>Literature</b> {{citations}}.</p>{{/hasCitations}}
    <p class="small">{{#methods}}<b>{{name}}</b> {{value}}. {{/methods}}</p>
    {{#inputsElsewhere}}<p class="small">{{.}}</p>{{/inputsElsewhere}}<table class="tight">{{#inputs}}<tr><td>{{role}}</td><td class="name">{{name}}</td><td class="digest">{{sha256}}</td></tr>{{/inputs}}</table>
    <p class="small">Digest of this report's inputs, rules and version: <span class="digest">{{digest}}</span></p>
    """
}
