releasePipeline {
    executionMode QUEUE
    stages {
        stage('Build') {
            build('Package') {
                agent linux
                timeout '30 minutes'
                output 'Jar', files: true
                commands 'make', 5
            }
            test('Lint') { agent 'none'; commands 'make lint' }
            approval('Ship') { required '2'; notBy AUTHOR; onNewer 'offer' }
        }
    }
}
