releasePipeline {
    stages { stage('Build') { build('Package') { steps { checkout(['a', url: 'x']) } } } }
}
