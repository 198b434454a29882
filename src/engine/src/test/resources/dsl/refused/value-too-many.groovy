releasePipeline {
    stages { stage('Build') { build('Package') { agent 'linux', 'docker'; commands 'make' } } }
}
