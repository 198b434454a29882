releasePipeline {
    stages {
        stage('Source') {
            source('App') {
                git url: 'https://git.example.com/app.git', branch: 'main', tag: 'v1'
                output 'AppSource'
            }
        }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
