releasePipeline {
    stages { stage('Build') { build('Package') { commands 'make'; steps { junit '*.xml' } } } }
}
