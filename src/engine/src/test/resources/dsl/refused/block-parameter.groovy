releasePipeline {
    stages { stage('Build') { build('Package') { steps { withEnv(['A=b']) { it -> sh 'make' } } } } }
}
