releasePipeline {
    stages { stage('Build') { build('Package') { steps { checkout scm } } } }
}
