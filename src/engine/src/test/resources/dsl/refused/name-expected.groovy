releasePipeline {
    stages { stage('Build') { build('Package') { environment 1: 'x' } } }
}
