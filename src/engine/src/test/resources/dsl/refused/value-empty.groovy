releasePipeline {
    stages {
        stage('Source') { source('App') { git url: ''; output 'AppSource' } }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
