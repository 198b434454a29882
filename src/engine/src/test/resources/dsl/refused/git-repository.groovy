releasePipeline {
    stages {
        stage('Source') { source('App') { output 'AppSource' } }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
