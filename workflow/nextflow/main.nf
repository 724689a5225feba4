// One sample. This module was written after nf-core's conventions and was not executed by us.
process COLLAGEN_SCREEN {
    tag "$meta.id"
    label 'process_low'

    input:
    tuple val(meta), path(reads)

    output:
    tuple val(meta), path("${prefix}/*.vcf.gz"), path("${prefix}/*.vcf.gz.tbi"), emit: vcf
    tuple val(meta), path("${prefix}/${meta.id}.json")                        , emit: json
    tuple val(meta), path("${prefix}/*.html")                                 , emit: html
    tuple val(meta), path("${prefix}/*.tsv")                                  , emit: tsv
    path "${prefix}/*_mqc.json"                                               , emit: multiqc
    path "versions.yml"                                                       , emit: versions

    script:
    def args = task.ext.args ?: ''
    prefix = task.ext.prefix ?: "${meta.id}.collagen"
    """
    COLLAGEN_REPLACE=1 collagen screen --quiet $args -t $task.cpus --sample ${meta.id} -o $prefix $reads

    cat <<-END_VERSIONS > versions.yml
    "${task.process}":
        collagen: \$(collagen --version | cut -d ' ' -f 2)
    END_VERSIONS
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}.collagen"
    """
    mkdir $prefix
    touch $prefix/${meta.id}.json $prefix/${meta.id}.html $prefix/${meta.id}.variants.tsv $prefix/${meta.id}_mqc.json
    echo | gzip > $prefix/${meta.id}.vcf.gz
    touch $prefix/${meta.id}.vcf.gz.tbi versions.yml
    """
}
