releasePipeline {
    stages {
        stage('Build') { build('Package') { commands 'grep "\d+" version.txt' } }
    }
}
