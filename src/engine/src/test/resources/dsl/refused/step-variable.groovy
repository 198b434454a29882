releasePipeline {
    stages { stage('Build') { build('Package') { steps { echo VERSION } } } }
}
