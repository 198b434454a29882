releasePipeline {
    stages { stage('Build') { build('Package') { steps { sh 'make', returnStatus: true } } } }
}
