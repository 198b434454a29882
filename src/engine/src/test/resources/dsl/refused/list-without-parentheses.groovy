releasePipeline {
    stages { stage('Build') { build('Package') { input ['App', 'Lib']; commands 'make' } } }
}
